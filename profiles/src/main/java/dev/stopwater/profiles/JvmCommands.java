package dev.stopwater.profiles;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/// The commands of `jcmd`, given to this JVM by itself.
final class JvmCommands {

  private JvmCommands() {}

  /// @throws IOException this JVM has no such command, or refuses
  static String run(String command, String... arguments) throws IOException {
    try {
      return (String)
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  command,
                  new Object[] {arguments},
                  new String[] {String[].class.getName()});
    } catch (JMException e) {
      throw new IOException("this JVM does not do " + command, e);
    }
  }

  /// Whether it was done; what cannot be had is done without.
  static boolean tryTo(String command, String... arguments) {
    try {
      run(command, arguments);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
