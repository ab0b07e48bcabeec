package io.oddsupdate.local.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every source of the house, tests included, is short enough to be read at once. */
class SourceSizeTest {
  private static final int FILE_LINES = 400;
  private static final int METHOD_LINES = 70;

  /** Folders that hold no source of ours. */
  private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git");

  private static Path house;
  private static List<Path> sources;

  @BeforeAll
  static void find() throws IOException {
    house = Path.of("").toAbsolutePath();
    while (!Files.exists(house.resolve("CONTRIBUTING.md"))) {
      house = house.getParent();
      assertThat(house).as("a folder above with CONTRIBUTING.md").isNotNull();
    }
    sources = sources(house);
  }

  @Test
  void seesEveryRoom() {
    assertThat(sources)
        .contains(
            house.resolve("jobs/odds/src/main/java/io/oddsupdate/odds/OddsJob.java"),
            house.resolve("connectors/mirror/src/test/java/io/oddsupdate/mirror/Updates.java"));
  }

  @Test
  void filesHaveLessThan400Lines() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path source : sources) {
      int lines = Files.readAllLines(source, StandardCharsets.UTF_8).size();
      if (lines >= FILE_LINES) {
        tooLong.add(lines + " " + house.relativize(source));
      }
    }

    assertThat(tooLong).as("split by behaviour").isEmpty();
  }

  @Test
  void methodsHaveLessThan70LinesAndFilesOneType() throws IOException {
    List<String> tooMuch = new ArrayList<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        String name = house.relativize(Path.of(unit.getSourceFile().toUri())).toString();
        if (unit.getTypeDecls().size() > 1) {
          tooMuch.add(name + " declares " + unit.getTypeDecls().size() + " types");
        }
        new LongMethods(unit, positions, name, tooMuch).scan(unit, null);
      }
    }

    assertThat(tooMuch).isEmpty();
  }

  private static final class LongMethods extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final String name;
    private final List<String> found;

    LongMethods(
        CompilationUnitTree unit, SourcePositions positions, String name, List<String> found) {
      this.unit = unit;
      this.positions = positions;
      this.name = name;
      this.found = found;
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      LineMap lines = unit.getLineMap();
      long first = lines.getLineNumber(positions.getStartPosition(unit, method));
      long last = lines.getLineNumber(positions.getEndPosition(unit, method));
      if (last - first + 1 >= METHOD_LINES) {
        found.add(name + ":" + first + " " + method.getName() + " has " + (last - first + 1));
      }
      return super.visitMethod(method, null);
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes unused) {
            return NOT_OURS.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes unused) {
            if (file.toString().endsWith(".java")) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }
}
