package dev.stopwater.assembly.pki;

import dev.stopwater.assembly.StartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The `pki` folder of a data directory: authority, serving certificate and administrator, made
/// where they are missing, renewed before they end, readable by their owner alone.
public final class PkiDirectory {

  private static final Duration RENEWED_BEFORE = Duration.ofDays(30);
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final String ADMINISTRATOR = "stopwater-admin";

  private final Path directory;
  private final Instant now;

  public PkiDirectory(Path directory, Instant now) throws StartException {
    this.directory = directory;
    this.now = now;
    makeFolder(directory);
  }

  /// Makes a folder that only its owner can enter, unless it is there.
  public static void makeFolder(Path folder) throws StartException {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
        restrict(folder, OWNER_FOLDER);
      }
    } catch (IOException e) {
      throw new StartException("cannot make the folder " + folder + ": " + Pem.reason(e), e);
    }
  }

  public Authority authority() throws StartException {
    try {
      if (Files.exists(file("ca.crt")) && Files.exists(file("ca.key"))) {
        return new Authority(load("ca"));
      }
      Authority authority = Authority.create("stopwater-ca", now);
      save("ca", authority.credential());
      return authority;
    } catch (GeneralSecurityException e) {
      throw new StartException("cannot make a certificate authority: " + e.getMessage(), e);
    }
  }

  /// The serving certificate: valid for this machine's own names, and for `extra` addresses.
  public Credential serving(Authority authority, Set<String> extra) throws StartException {
    Set<String> names =
        new LinkedHashSet<>(
            List.of(
                "localhost",
                "kubernetes",
                "kubernetes.default",
                "kubernetes.default.svc",
                "kubernetes.default.svc.cluster.local"));
    Set<String> addresses = new LinkedHashSet<>(List.of("127.0.0.1", "::1"));
    hostName(names);
    addresses.addAll(extra);
    try {
      if (usable("apiserver", authority)) {
        return load("apiserver");
      }
      Credential serving =
          authority.server("stopwater", new ArrayList<>(names), new ArrayList<>(addresses), now);
      save("apiserver", serving);
      return serving;
    } catch (GeneralSecurityException e) {
      throw new StartException("cannot make a serving certificate: " + e.getMessage(), e);
    }
  }

  private static void hostName(Set<String> names) {
    try {
      String host = InetAddress.getLocalHost().getHostName();
      if (host.matches("[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?")) {
        names.add(host);
      }
    } catch (UnknownHostException e) {
      // this machine does not know its name: localhost is enough
    }
  }

  public Credential administrator(Authority authority) throws StartException {
    try {
      if (usable("admin", authority)) {
        return load("admin");
      }
      Credential admin = authority.client(ADMINISTRATOR, List.of("system:masters"), now);
      save("admin", admin);
      return admin;
    } catch (GeneralSecurityException e) {
      throw new StartException("cannot make the administrator's certificate: " + e.getMessage(), e);
    }
  }

  /// Writes a kubeconfig with everything embedded and its context chosen.
  ///
  /// @return what it says
  public Kubeconfig kubeconfig(Path file, String url, Authority authority, Credential user)
      throws StartException {
    try {
      Kubeconfig written = Kubeconfig.of(url, authority, ADMINISTRATOR, user);
      write(file, written.text(""));
      return written;
    } catch (GeneralSecurityException e) {
      throw new StartException("cannot write the kubeconfig: " + e.getMessage(), e);
    }
  }

  private boolean usable(String name, Authority authority) throws StartException {
    if (!Files.exists(file(name + ".crt")) || !Files.exists(file(name + ".key"))) {
      return false;
    }
    Credential found = load(name);
    Instant end = found.certificate().getNotAfter().toInstant();
    boolean ours =
        found
            .certificate()
            .getIssuerX500Principal()
            .equals(authority.credential().certificate().getSubjectX500Principal());
    return ours && end.isAfter(now.plus(RENEWED_BEFORE));
  }

  private Credential load(String name) throws StartException {
    return new Credential(
        Pem.privateKey(file(name + ".key")), Pem.certificates(file(name + ".crt")));
  }

  private void save(String name, Credential credential)
      throws GeneralSecurityException, StartException {
    StringBuilder chain = new StringBuilder();
    for (var certificate : credential.chain()) {
      chain.append(Pem.certificate(certificate));
    }
    write(file(name + ".key"), Pem.key(credential));
    write(file(name + ".crt"), chain.toString());
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  private static void write(Path file, String text) throws StartException {
    try {
      Files.deleteIfExists(file);
      Files.createFile(file);
      restrict(file, OWNER_ONLY);
      Files.writeString(file, text, StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      throw new StartException("cannot write " + file + ": " + Pem.reason(e), e);
    }
  }

  private static void restrict(Path file, Set<PosixFilePermission> permissions) throws IOException {
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, permissions);
    }
  }
}
