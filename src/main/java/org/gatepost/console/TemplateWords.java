package org.gatepost.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.gatepost.gate.Bundle;
import org.gatepost.gate.DraftKind;
import org.gatepost.gate.DraftRecord;
import org.gatepost.gate.TemplateContent;
import org.gatepost.gate.TemplateRecord;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedAudience;

/**
 * A template as people read it: the words as they are written, with their slots set apart.
 *
 * @param said one per audience that has words of its own, those for everyone first
 */
record TemplateWords(String key, String language, NoticeState state, String name, List<Piece> title, List<Said> said,
        List<Phrase> phrases) {
    private static final Pattern SLOT = Pattern.compile("\\{[a-z]+}");

    /** Text, or a slot. */
    record Piece(String text, boolean slot) {

        static List<Piece> of(String text) {
            List<Piece> pieces = new ArrayList<>();
            Matcher slot = SLOT.matcher(text);
            int end = 0;
            while (slot.find()) {
                if (slot.start() > end) {
                    pieces.add(new Piece(text.substring(end, slot.start()), false));
                }
                pieces.add(new Piece(slot.group(), true));
                end = slot.end();
            }
            if (end < text.length()) {
                pieces.add(new Piece(text.substring(end), false));
            }
            return pieces;
        }
    }

    /** @param name of the audience, or null for everyone who has no words of their own */
    record Said(String name, List<Piece> words) {
    }

    record Phrase(String slot, String phrase) {
    }

    /** The draft as it was frozen, or as it is while nothing is frozen; null for one of another kind. */
    static TemplateWords of(DraftRecord draft, List<PublishedAudience> audiences) {
        if (draft.kind() != DraftKind.TEMPLATE) {
            return null;
        }
        if (draft.proposal() == null) {
            return of(draft.template(), audiences);
        }
        Bundle.Template it = draft.proposal().bundle().template();
        Map<String, String> words = new TreeMap<>();
        it.words().forEach((audience, said) -> words.put(audience, said.markdown()));
        return of(new TemplateContent(it.key(), it.language(), it.state(), it.name(), it.title(), words, it.phrases(),
                it.translates()), audiences);
    }

    static TemplateWords of(TemplateContent content, List<PublishedAudience> audiences) {
        Map<String, String> names = audiences.stream()
                .collect(Collectors.toMap(PublishedAudience::key, PublishedAudience::name));
        Map<String, String> ordered = new LinkedHashMap<>();
        if (content.words().containsKey(TemplateContent.EVERYONE)) {
            ordered.put(TemplateContent.EVERYONE, content.words().get(TemplateContent.EVERYONE));
        }
        audiences.stream().filter(audience -> content.words().containsKey(audience.key()))
                .forEach(audience -> ordered.put(audience.key(), content.words().get(audience.key())));
        new TreeMap<>(content.words()).forEach(ordered::putIfAbsent);
        List<Phrase> phrases = new ArrayList<>();
        TemplateForm.phrases(audiences).forEach(phrase -> {
            String given = content.phrases().get(phrase.field().substring(phrase.field().indexOf('.') + 1));
            if (given != null) {
                phrases.add(new Phrase(phrase.label(), given));
            }
        });
        return new TemplateWords(content.key(), content.language(), content.state(), content.name(),
                Piece.of(content.title() == null ? "" : content.title()),
                ordered.entrySet().stream().map(said -> new Said(said.getKey().equals(TemplateContent.EVERYONE)
                        ? null
                        : names.getOrDefault(said.getKey(), said.getKey()), Piece.of(said.getValue()))).toList(),
                phrases);
    }

    static TemplateContent content(TemplateRecord template) {
        return new TemplateContent(template.key(), template.language(), template.state(), template.name(), template.title(),
                template.words(), template.phrases(), template.translates());
    }

    public String direction() {
        return Languages.direction(language);
    }

    public String languageName() {
        return Languages.name(language);
    }
}
