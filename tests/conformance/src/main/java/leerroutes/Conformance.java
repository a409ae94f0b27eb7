package leerroutes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The authorities' word on our files. `FOLDER [--trust root.pem]`: validates every PDF in the folder with veraPDF
 * (PDF/A-3a, PDF/UA-1) and every signature in it with the validator of the European Commission, and prints JSON.
 */
public final class Conformance {
    private Conformance() {}

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        List<String> words = Arrays.asList(arguments);
        int trust = words.indexOf("--trust");
        Paper paper = new Paper();
        Signatures signatures = new Signatures(trust < 0 ? null : Path.of(words.get(trust + 1)));
        Map<String, Object> found = new LinkedHashMap<>();
        for (Path file : pdfsIn(Path.of(words.get(0)))) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("failures", paper.failures(file));
            report.put("signatures", signatures.of(file));
            found.put(file.getFileName().toString(), report);
        }
        System.out.println(Json.of(found));
    }

    private static List<Path> pdfsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.filter(file -> file.toString().endsWith(".pdf")).sorted().toList());
        }
    }
}
