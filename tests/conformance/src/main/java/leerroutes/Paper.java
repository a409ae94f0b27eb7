package leerroutes;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** veraPDF, the validator of the PDF Association and the Open Preservation Foundation. */
final class Paper {
    private static final List<PDFAFlavour> STANDARDS = List.of(PDFAFlavour.PDFA_3_A, PDFAFlavour.PDFUA_1);

    Paper() {
        VeraGreenfieldFoundryProvider.initialise();
    }

    /** Each rule of each standard that the file breaks: once, with the first place and how often. */
    List<Map<String, Object>> failures(Path file) throws Exception {
        Map<String, Map<String, Object>> found = new LinkedHashMap<>();
        for (PDFAFlavour standard : STANDARDS) {
            try (PDFAParser parser = Foundries.defaultInstance().createParser(file.toFile(), standard);
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(standard, false)) {
                validator.validate(parser).getTestAssertions().stream()
                        .filter(one -> one.getStatus() == TestAssertion.Status.FAILED)
                        .forEach(one -> note(found, standard, one));
            }
        }
        return List.copyOf(found.values());
    }

    private static void note(Map<String, Map<String, Object>> found, PDFAFlavour standard, TestAssertion failed) {
        String rule = failed.getRuleId().getClause() + "-" + failed.getRuleId().getTestNumber();
        Map<String, Object> entry = found.computeIfAbsent(standard + " " + rule, key -> new LinkedHashMap<>());
        entry.putIfAbsent("standard", standard.toString());
        entry.putIfAbsent("rule", rule);
        entry.putIfAbsent("message", failed.getErrorMessage() == null ? failed.getMessage() : failed.getErrorMessage());
        entry.putIfAbsent("place", failed.getLocation().getContext());
        entry.merge("times", 1, (times, one) -> (Integer) times + 1);
    }
}
