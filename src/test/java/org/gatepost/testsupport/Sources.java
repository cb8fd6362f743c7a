package org.gatepost.testsupport;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles a few lines of Java while a test runs. Classes that break a rule on purpose are made so, because in the test sources they
 * would become part of the application that the other tests start.
 */
public final class Sources {
    private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
    private static final Pattern TYPE = Pattern.compile("(?:class|interface|record|enum) (\\w+)");

    private Sources() {
    }

    /**
     * @param directory for the class files
     * @param sources a whole compilation unit each
     */
    public static void compile(Path directory, String... sources) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> files = new ArrayList<>();
        for (String source : sources) {
            files.add(new Unit(source));
        }
        StringWriter said = new StringWriter();
        List<String> options = List.of("-d", directory.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none",
                "-parameters");
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            if (!compiler.getTask(said, manager, null, options, null, files).call()) {
                throw new AssertionError("The planted violation does not compile: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Unit extends SimpleJavaFileObject {
        private final String source;

        Unit(String source) {
            super(URI.create("string:///" + (found(PACKAGE, source) + "." + found(TYPE, source)).replace('.', '/') + ".java"),
                    Kind.SOURCE);
            this.source = source;
        }

        private static String found(Pattern pattern, String source) {
            Matcher matcher = pattern.matcher(source);
            if (!matcher.find()) {
                throw new IllegalArgumentException("The source has no " + pattern + ".");
            }
            return matcher.group(1);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }
}
