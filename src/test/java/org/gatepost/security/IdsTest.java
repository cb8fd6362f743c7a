package org.gatepost.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

class IdsTest {
    private static final int MANY = 10_000;
    /** As the database checks it (V6). */
    private static final String PUBLIC_ID = "[a-z0-9]{12}";
    private static final String CODENAME = "[a-z]+-[a-z]+-(0|[1-9][0-9]{0,2})";

    private final Ids ids = new Ids();

    @Test
    void aPublicIdHasTwelveLettersAndDigits() {
        all(ids::publicId).forEach(id -> assertTrue(id.matches(PUBLIC_ID), id));
    }

    @Test
    void aCodenameIsTwoWordsAndANumberAndFitsItsColumn() {
        all(ids::codename).forEach(name -> assertTrue(name.matches(CODENAME) && name.length() <= 60, name));
    }

    /** 36 to the 12th are so many that a repetition means a broken source of chance. */
    @Test
    void publicIdsDoNotRepeat() {
        assertEquals(MANY, all(ids::publicId).size());
    }

    @Test
    void everyCharacterOccursAtEveryPlaceOfAPublicId() {
        Set<String> seen = new HashSet<>();
        for (String id : all(ids::publicId)) {
            for (int i = 0; i < id.length(); i++) {
                seen.add(i + " " + id.charAt(i));
            }
        }
        assertEquals(12 * 36, seen.size());
    }

    @Test
    void theEndsOfTheRangesAreNamesToo() {
        assertEquals("aaaaaaaaaaaa", chosen(bound -> 0).publicId());
        assertEquals("999999999999", chosen(bound -> bound - 1).publicId());
        assertEquals("amber-acorn-0", chosen(bound -> 0).codename());
        assertEquals("young-window-999", chosen(bound -> bound - 1).codename());
    }

    private static Ids chosen(IntUnaryOperator choice) {
        return new Ids() {
            @Override
            protected int below(int bound) {
                return choice.applyAsInt(bound);
            }
        };
    }

    private static Set<String> all(Supplier<String> source) {
        Set<String> all = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            all.add(source.get());
        }
        return all;
    }
}
