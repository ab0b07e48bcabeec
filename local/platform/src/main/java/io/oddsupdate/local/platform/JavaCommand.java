package io.oddsupdate.local.platform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds the command line of a Java process. */
final class JavaCommand {
  private final List<String> flags = new ArrayList<>();
  private final List<String> arguments = new ArrayList<>();
  private final String main;
  private final String classPath;

  JavaCommand(String main, String heap, String... classPath) {
    this.main = main;
    this.classPath = String.join(":", classPath);
    // Ten Java processes share the machine: each starts faster and smaller this way.
    flags.add("-Xmx" + heap);
    flags.add("-XX:+UseSerialGC");
    flags.add("-Xshare:auto");
  }

  /** A short life on a small machine: the second compiler would cost more than it gives. */
  JavaCommand quickStart() {
    return flag("-XX:TieredStopAtLevel=1");
  }

  JavaCommand flag(String flag) {
    flags.add(flag);
    return this;
  }

  JavaCommand opens(String... packages) {
    for (String name : packages) {
      flags.add("--add-opens=" + name + "=ALL-UNNAMED");
    }
    return this;
  }

  JavaCommand argument(String name, Object value) {
    arguments.add(name);
    arguments.add(value.toString());
    return this;
  }

  JavaCommand argument(Object value) {
    arguments.add(value.toString());
    return this;
  }

  List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add("-cp");
    command.add(classPath);
    command.add(main);
    command.addAll(arguments);
    return command;
  }
}
