package leerroutes;

import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.pdf.modifications.DefaultPdfDifferencesFinder;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxNativeObjectFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;

/** The Digital Signature Service of the European Commission (eIDAS). Asks nothing of the network. */
final class Signatures {
    private final CommonCertificateVerifier verifier = new CommonCertificateVerifier();

    Signatures(Path root) {
        if (root != null) {
            CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
            trusted.addCertificate(DSSUtils.loadCertificate(root.toFile()));
            verifier.setTrustedCertSources(trusted);
        }
        verifier.setAIASource(null);
        verifier.setOcspSource(null);
        verifier.setCrlSource(null);
    }

    /** Every signature, in the order of the file: what it is, whether it holds, and if not why. */
    List<Map<String, Object>> of(Path file) throws Exception {
        if (!isSigned(file)) {
            return List.of();
        }
        PDFDocumentValidator validator = new PDFDocumentValidator(new FileDocument(file.toFile()));
        validator.setCertificateVerifier(verifier);
        validator.setPdfObjFactory(withoutPictures());
        SimpleReport report = validator.validateDocument().getSimpleReport();
        List<Map<String, Object>> found = new ArrayList<>();
        for (String id : report.getSignatureIdList()) {
            found.add(told(report, id));
        }
        return found;
    }

    /** Comparing every page as a picture takes most of the time; the objects are compared all the same. */
    private static PdfBoxNativeObjectFactory withoutPictures() {
        DefaultPdfDifferencesFinder finder = new DefaultPdfDifferencesFinder();
        finder.setMaximalPagesAmountForVisualComparison(0);
        PdfBoxNativeObjectFactory factory = new PdfBoxNativeObjectFactory();
        factory.setPdfDifferencesFinder(finder);
        return factory;
    }

    private static boolean isSigned(Path file) throws Exception {
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            return !document.getSignatureDictionaries().isEmpty();
        }
    }

    private static Map<String, Object> told(SimpleReport report, String id) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("signed_by", report.getSignedBy(id));
        told.put("level", report.getSignatureFormat(id));
        told.put("indication", report.getIndication(id));
        told.put("sub_indication", report.getSubIndication(id));
        told.put("errors", sentences(report.getAdESValidationErrors(id)));
        told.put("warnings", sentences(report.getAdESValidationWarnings(id)));
        return told;
    }

    private static List<String> sentences(List<eu.europa.esig.dss.jaxb.object.Message> messages) {
        return messages.stream().map(message -> message.getValue()).toList();
    }
}
