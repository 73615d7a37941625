package dev.stopwater.machinery.names;

import static dev.stopwater.machinery.names.Shape.unless;

import java.util.ArrayList;
import java.util.List;

/// The rules for names. Each answers with upstream's messages in upstream's order, none for a name
/// that is good.
public final class Names {

  public static final int LABEL_LENGTH = 63;
  public static final int SUBDOMAIN_LENGTH = 253;
  private static final int PORT_NAME_LENGTH = 15;

  private static final String LABEL_REGEX = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final String SUBDOMAIN_REGEX = LABEL_REGEX + "(\\." + LABEL_REGEX + ")*";
  private static final String NAME_REGEX = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
  private static final String UNDERSCORED = "_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?";

  private static final String ALPHANUMERIC_ENDS =
      "and must start and end with an alphanumeric character ";
  private static final String LABEL =
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', "
          + ALPHANUMERIC_ENDS
          + examples(LABEL_REGEX, "my-name", "123-abc");
  private static final String SUBDOMAIN =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', "
          + ALPHANUMERIC_ENDS
          + examples(SUBDOMAIN_REGEX, "example.com");
  private static final String UNDERSCORED_SUBDOMAIN =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-'"
          + " or '.', "
          + ALPHANUMERIC_ENDS
          + examples(UNDERSCORED + "(\\." + UNDERSCORED + ")*", "example.com");
  private static final String WILDCARD =
      "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which"
          + " must consist of lower case alphanumeric characters, '-' or '.' and end with an"
          + " alphanumeric character "
          + examples("\\*\\." + SUBDOMAIN_REGEX, "*.example.com");
  private static final String DNS_1035 =
      "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
          + " alphabetic character, and end with an alphanumeric character "
          + examples("[a-z]([-a-z0-9]*[a-z0-9])?", "my-name", "abc-123");
  private static final String NAME_CHARACTERS =
      "must consist of alphanumeric characters, '-', '_' or '.', " + ALPHANUMERIC_ENDS;
  private static final String NAME_PART =
      "name part " + NAME_CHARACTERS + examples(NAME_REGEX, "MyName", "my.name", "123-abc");
  private static final String LABEL_KEY =
      "a valid label key "
          + NAME_CHARACTERS
          + examples(NAME_REGEX, "MyName", "my.name", "123-abc")
          + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
  private static final String LABEL_VALUE =
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
          + " '.', "
          + ALPHANUMERIC_ENDS
          + examples("(" + NAME_REGEX + ")?", "MyValue", "my_value", "12345");
  private static final String ENV_VAR =
      "a valid environment variable name must consist of alphabetic characters, digits, '_', '-',"
          + " or '.', and must not start with a digit "
          + examples("[-._a-zA-Z][-._a-zA-Z0-9]*", "my.env-name", "MY_ENV.NAME", "MyEnvName1");
  private static final String RELAXED_ENV_VAR =
      "a valid environment variable name must consist only of printable ASCII characters other than"
          + " '='";
  private static final String CONFIG_KEY =
      "a valid config key must consist of alphanumeric characters, '-', '_' or '.' "
          + examples("[-._a-zA-Z0-9]+", "key.name", "KEY_NAME", "key-name");
  private static final String C_IDENTIFIER =
      "a valid C identifier must start with alphabetic character or '_', followed by a string of"
          + " alphanumeric characters or '_' "
          + examples("[A-Za-z_][A-Za-z0-9_]*", "my_name", "MY_NAME", "MyName");
  private static final String PERCENT =
      "a valid percent string must be a numeric string followed by an ending '%' "
          + examples("[0-9]+%", "1%", "93%");
  private static final String HTTP_HEADER =
      "a valid HTTP header must consist of alphanumeric characters or '-' "
          + examples("[-A-Za-z0-9]+", "X-Header-Name");
  private static final String DOMAIN_PATH = "A-Za-z0-9/\\-._~%!$&'()*+,;=:";

  private Names() {}

  private static String examples(String regex, String... examples) {
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i < examples.length; i++) {
      text.append(i == 0 ? "e.g. '" : " or '").append(examples[i]).append("', ");
    }
    return text.append("regex used for validation is '").append(regex).append("')").toString();
  }

  /// A label of the domain name system: `my-name`.
  public static List<String> dnsLabel(String name) {
    List<String> faults = tooLong(name, LABEL_LENGTH);
    if (!Shape.LABEL.fits(name)) {
      faults.add(Shape.LABEL.fitsEach(name) ? "must not contain dots" : LABEL);
    }
    return faults;
  }

  /// Labels joined by dots: `example.com`.
  public static List<String> dnsSubdomain(String name) {
    return check(name, SUBDOMAIN_LENGTH, Shape.LABEL.fitsEach(name), SUBDOMAIN);
  }

  /// As [#dnsSubdomain(String)], with `_` as well.
  public static List<String> dnsSubdomainWithUnderscore(String name) {
    boolean fits = Shape.UNDERSCORED.fitsEach(name);
    return check(name, SUBDOMAIN_LENGTH, fits, UNDERSCORED_SUBDOMAIN);
  }

  /// A label that begins with a letter.
  public static List<String> dns1035Label(String name) {
    boolean fits = Shape.LABEL.fits(name) && Shape.letter(name.charAt(0));
    return check(name, LABEL_LENGTH, fits, DNS_1035);
  }

  /// `*.example.com`
  public static List<String> wildcardSubdomain(String name) {
    boolean fits = name.startsWith("*.") && Shape.LABEL.fitsEach(name.substring(2));
    return check(name, SUBDOMAIN_LENGTH, fits, WILDCARD);
  }

  /// The beginning of a generated name, which may end in a dash: checked as the name that it
  /// becomes.
  public static String prefixAsName(String prefix) {
    return prefix.length() > 1 && prefix.endsWith("-")
        ? prefix.substring(0, prefix.length() - 2) + "a"
        : prefix;
  }

  /// A label's or an annotation's key: `example.com/MyName`.
  public static List<String> qualifiedName(String key) {
    int slash = key.indexOf('/');
    if (slash >= 0 && key.indexOf('/', slash + 1) >= 0) {
      return List.of(LABEL_KEY);
    }
    List<String> faults = new ArrayList<>();
    if (slash == 0) {
      faults.add("prefix part must be non-empty");
    } else if (slash > 0) {
      dnsSubdomain(key.substring(0, slash))
          .forEach(fault -> faults.add("prefix part " + inBytes(fault)));
    }
    String name = key.substring(slash + 1);
    if (name.isEmpty()) {
      faults.add("name part must be non-empty");
    } else if (Shape.bytes(name) > LABEL_LENGTH) {
      faults.add("name part must be no more than 63 bytes");
    }
    faults.addAll(unless(Shape.NAME.fits(name), NAME_PART));
    return faults;
  }

  private static String inBytes(String fault) {
    return fault.replace("253 characters", "253 bytes");
  }

  public static List<String> labelValue(String value) {
    List<String> faults = new ArrayList<>();
    faults.addAll(unless(Shape.bytes(value) <= LABEL_LENGTH, "must be no more than 63 bytes"));
    faults.addAll(unless(value.isEmpty() || Shape.NAME.fits(value), LABEL_VALUE));
    return faults;
  }

  /// A name that may stand in a URL's path.
  public static List<String> pathSegment(String name) {
    return switch (name) {
      case ".", ".." -> List.of("may not be '" + name + "'");
      default -> pathSegmentPrefix(name);
    };
  }

  public static List<String> pathSegmentPrefix(String name) {
    List<String> faults = new ArrayList<>();
    for (String forbidden : new String[] {"/", "%"}) {
      faults.addAll(unless(!name.contains(forbidden), "may not contain '" + forbidden + "'"));
    }
    return faults;
  }

  public static List<String> envVarName(String name) {
    List<String> faults = new ArrayList<>();
    boolean fits = Shape.consistsOf(name, "-._") && !Shape.digit(name.charAt(0));
    faults.addAll(unless(fits, ENV_VAR));
    faults.addAll(dots(name));
    return faults;
  }

  /// As the server takes them by default: anything printable but `=`.
  public static List<String> relaxedEnvVarName(String name) {
    if (name.isEmpty()) {
      return List.of("environment variable name must be non-empty");
    }
    return unless(name.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != '='), RELAXED_ENV_VAR);
  }

  public static List<String> configMapKey(String key) {
    List<String> faults = check(key, SUBDOMAIN_LENGTH, Shape.consistsOf(key, "-._"), CONFIG_KEY);
    faults.addAll(dots(key));
    return faults;
  }

  private static List<String> dots(String name) {
    return switch (name) {
      case ".", ".." -> List.of("must not be '" + name + "'");
      default -> unless(!name.startsWith(".."), "must not start with '..'");
    };
  }

  public static List<String> cIdentifier(String name) {
    boolean fits = Shape.consistsOf(name, "_") && !Shape.digit(name.charAt(0));
    return unless(fits, C_IDENTIFIER);
  }

  public static List<String> percent(String text) {
    int digits = text.length() - 1;
    boolean fits =
        digits > 0
            && text.charAt(digits) == '%'
            && text.chars().limit(digits).allMatch(Shape::digit);
    return unless(fits, PERCENT);
  }

  /// The name of a port, by the rule of IANA's service names.
  public static List<String> portName(String name) {
    List<String> faults = tooLong(name, PORT_NAME_LENGTH);
    boolean plain =
        !name.isEmpty() && name.chars().allMatch(c -> c == '-' || lower(c) || Shape.digit(c));
    faults.addAll(
        unless(plain, "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)"));
    faults.addAll(
        unless(name.chars().anyMatch(Names::lower), "must contain at least one letter (a-z)"));
    faults.addAll(unless(!name.contains("--"), "must not contain consecutive hyphens"));
    faults.addAll(
        unless(
            !name.startsWith("-") && !name.endsWith("-"), "must not begin or end with a hyphen"));
    return faults;
  }

  public static List<String> httpHeaderName(String name) {
    return unless(Shape.consistsOf(name, "-"), HTTP_HEADER);
  }

  /// `example.com` or `example.com.`, of two parts at least.
  ///
  /// @param name not empty: that is a missing value, for the caller to say
  public static List<String> fullyQualifiedDomainName(String name) {
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return qualified(bare, 2, "two");
  }

  /// A subdomain of three parts at least: `foo.example.com`.
  ///
  /// @param name not empty
  public static List<String> fullyQualifiedName(String name) {
    return qualified(name, 3, "three");
  }

  private static List<String> qualified(String name, int parts, String word) {
    List<String> faults = dnsSubdomain(name);
    if (!faults.isEmpty()) {
      return List.of(String.join(",", faults));
    }
    boolean enough = name.chars().filter(c -> c == '.').count() >= parts - 1;
    return unless(
        enough, "should be a domain with at least " + word + " segments separated by dots");
  }

  /// `acme.io/foo`: a subdomain, and a path with the characters of URLs.
  ///
  /// @param path not empty
  public static List<String> domainPrefixedPath(String path) {
    int slash = path.indexOf('/');
    if (slash <= 0 || slash == path.length() - 1) {
      return List.of("must be a domain-prefixed path (such as \"acme.io/foo\")");
    }
    List<String> faults = dnsSubdomain(path.substring(0, slash));
    boolean fits = Shape.consistsOf(path.substring(slash + 1), "/-._~%!$&'()*+,;=:");
    faults.addAll(
        unless(fits, "Invalid path (regex used for validation is '[" + DOMAIN_PATH + "]+')"));
    return faults;
  }

  /// `acme.io/foo`: a qualified name with its prefix.
  ///
  /// @param key not empty
  public static List<String> domainPrefixedKey(String key) {
    List<String> faults = qualifiedName(key);
    return faults.isEmpty()
        ? unless(key.indexOf('/') >= 0, "must be a domain-prefixed key (such as \"acme.io/foo\")")
        : faults;
  }

  private static boolean lower(int c) {
    return c >= 'a' && c <= 'z';
  }

  private static List<String> check(String name, int length, boolean fits, String message) {
    List<String> faults = tooLong(name, length);
    faults.addAll(unless(fits, message));
    return faults;
  }

  private static List<String> tooLong(String name, int length) {
    return new ArrayList<>(
        unless(Shape.bytes(name) <= length, "must be no more than " + length + " characters"));
  }
}
