package dev.agenticframework.localpipelines;

import dev.agenticframework.agentapi.Pipelines.Tests;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Counts the test cases of a JUnit report. The report is not trusted: document types and entities are refused.
final class JUnitReport {

    static final long MAX_BYTES = 50L << 20;

    private JUnitReport() {}

    /// The counts; empty when the file is not a JUnit report.
    static Optional<Tests> read(InputStream xml) throws IOException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            return Optional.of(count(factory.createXMLStreamReader(xml)));
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    private static Tests count(XMLStreamReader reader) throws XMLStreamException {
        int total = 0;
        int failed = 0;
        int errors = 0;
        int skipped = 0;
        boolean counted = true;
        while (reader.hasNext()) {
            if (reader.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            var name = reader.getLocalName();
            if (name.equals("testcase")) {
                total++;
                counted = false;
            } else if (!counted) {
                failed += name.equals("failure") ? 1 : 0;
                errors += name.equals("error") ? 1 : 0;
                skipped += name.equals("skipped") ? 1 : 0;
                counted = name.equals("failure") || name.equals("error") || name.equals("skipped");
            }
        }
        return new Tests(total, failed, errors, skipped);
    }

    static Tests sum(Tests one, Tests other) {
        return new Tests(
                one.total() + other.total(),
                one.failed() + other.failed(),
                one.errors() + other.errors(),
                one.skipped() + other.skipped());
    }
}
