package org.gatepost.console;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.gatepost.gate.Gate;
import org.gatepost.gate.ImportedBundle;
import org.gatepost.gate.StatuspageCapture;
import org.gatepost.gate.StatuspageImport;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.notice.PublishedPage;
import org.gatepost.security.ConflictException;
import org.gatepost.security.InvalidException;
import org.gatepost.security.Operator;
import org.gatepost.security.Visitor;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Takes over what another page has published: one bundle that one person proposes and another approves. */
@Path("/import")
@Produces(Answers.HTML)
@RolesAllowed(Operator.RESPONDER)
class ImportScreen {
    static final int FILES_LIMIT = 10;
    private static final String CAPTURES = "captures";
    private static final String TITLE = "Import";

    private final Gate gate;
    private final Visitor visitor;
    private final ObjectMapper json;

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance bring(Frame frame, List<PublishedAudience> audiences, List<String> chosen, Form form);

        static native TemplateInstance brought(Frame frame, UUID draft, List<String> notes);

        private Templates() {
        }
    }

    ImportScreen(Gate gate, Visitor visitor, ObjectMapper json) {
        this.gate = gate;
        this.visitor = visitor;
        this.json = json;
    }

    @GET
    public String ask() {
        Operator operator = visitor.operator();
        List<PublishedAudience> audiences = gate.published(operator).audiences();
        return render(operator, audiences, audiences.stream().map(PublishedAudience::key).toList(), Form.NOTHING);
    }

    /** Makes the draft. Where something was left out of it, the answer says so before it leads on. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response bring(@RestForm String title, @RestForm List<String> audiences,
            @RestForm(CAPTURES) List<FileUpload> files) {
        Operator operator = visitor.operator();
        Form form = Form.sent(CAPTURES);
        PublishedPage page = gate.published(operator);
        List<String> chosen = audiences == null ? List.of() : audiences;
        try {
            ImportedBundle imported = StatuspageImport.read(page, chosen, read(files));
            UUID draft = gate.write(operator, title == null || title.isBlank() ? TITLE : title, imported.bundle());
            return imported.notes().isEmpty()
                    ? Answers.seeOther("/drafts/" + draft)
                    : Response.ok(Templates.brought(Frame.of(operator, "import"), draft, imported.notes()).render()).build();
        } catch (InvalidException | ConflictException refusal) {
            return Answers.refused(refusal, render(operator, page.audiences(), chosen, form.refused(refusal)));
        }
    }

    private String render(Operator operator, List<PublishedAudience> audiences, List<String> chosen, Form form) {
        return Templates.bring(Frame.of(operator, "import"), audiences, chosen, form).render();
    }

    private List<StatuspageCapture> read(List<FileUpload> files) {
        List<FileUpload> given = files == null ? List.of() : files.stream().filter(file -> file.size() > 0).toList();
        if (given.size() > FILES_LIMIT) {
            throw new InvalidException(CAPTURES, "These are more than " + FILES_LIMIT + " files: import fewer at once.");
        }
        List<StatuspageCapture> captures = new ArrayList<>();
        for (FileUpload file : given) {
            StatuspageCapture capture = null;
            try {
                capture = json.readValue(Files.readAllBytes(file.uploadedFile()), StatuspageCapture.class);
            } catch (IOException e) {
                // Told below, without the parser's words, which may quote the file.
            }
            if (capture == null) {
                throw new InvalidException(CAPTURES, "File " + (given.indexOf(file) + 1)
                        + " is no JSON of the Statuspage format: take the answers of its API, such as incidents.json, as they are.");
            }
            captures.add(capture);
        }
        return captures;
    }
}
