package org.gatepost.security;

import java.security.SecureRandom;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.DefaultBean;

/**
 * Names by chance: they tell nothing about order, number or time. Private ids are not made here but by the database.
 */
@ApplicationScoped
@DefaultBean
public class Ids {
    private static final int PUBLIC_ID_LENGTH = 12;
    private static final String PUBLIC_ID_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final List<String> MANNERS = List.of("amber", "brisk", "calm", "clever", "copper", "dusky", "eager", "early",
            "fabled", "gentle", "glad", "golden", "hasty", "hazel", "humble", "ivory", "jolly", "keen", "lively", "lunar",
            "mellow",
            "misty", "noble", "olive", "opal", "patient", "plain", "proud", "quiet", "rapid", "rustic", "sandy", "silent",
            "silver",
            "sleepy", "snowy", "solemn", "steady", "sunny", "swift", "tidy", "velvet", "vivid", "warm", "wide", "windy", "wise",
            "young");
    private static final List<String> THINGS = List.of("acorn", "anchor", "anvil", "apple", "arrow", "badger", "basket",
            "beacon",
            "birch", "bison", "bridge", "candle", "canoe", "cedar", "cherry", "clover", "comet", "condor", "copper", "coral",
            "cricket", "dolphin", "falcon", "feather", "fiddle", "garden", "glacier", "hammer", "harbour", "heron", "island",
            "juniper", "kettle", "ladder", "lantern", "maple", "meadow", "mitten", "orchard", "otter", "pebble", "pigeon",
            "pillow",
            "quarry", "raven", "ribbon", "river", "saddle", "sparrow", "spruce", "teapot", "thimble", "thistle", "tulip",
            "turnip",
            "valley", "violin", "walnut", "willow", "window");
    private static final int CODENAME_NUMBERS = 1000;

    private final SecureRandom random = new SecureRandom();

    /** A number at least 0 and below the bound, each as likely as the others. */
    protected int below(int bound) {
        return random.nextInt(bound);
    }

    /** 12 characters of a to z and 0 to 9 (62 bits), for what becomes public. */
    public String publicId() {
        StringBuilder id = new StringBuilder(PUBLIC_ID_LENGTH);
        for (int i = 0; i < PUBLIC_ID_LENGTH; i++) {
            id.append(PUBLIC_ID_LETTERS.charAt(below(PUBLIC_ID_LETTERS.length())));
        }
        return id.toString();
    }

    /** What an incident is called where its title must not be said, such as {@code quiet-walnut-417}. Not unique. */
    public String codename() {
        return MANNERS.get(below(MANNERS.size())) + "-" + THINGS.get(below(THINGS.size())) + "-" + below(CODENAME_NUMBERS);
    }
}
