package org.gatepost.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The realm of a local Gatepost: the file {@code realm/gatepost-realm.json} with addresses, secrets and people filled in. */
final class Realm {
    static final String NAME = "gatepost";
    static final String CONSOLE_CLIENT = "gatepost-console";
    static final String AUTOMATION_CLIENT = "gatepost-automation";
    static final String CLI_CLIENT = "gatepost-cli";

    private Realm() {
    }

    /**
     * @param consoles ports of the consoles that may log people in; the first is told when somebody logs out
     * @return the realm as Keycloak imports it, the same text for the same arguments
     */
    static String json(List<Integer> consoles, Secrets secrets) {
        var mapper = new ObjectMapper();
        try (InputStream file = Realm.class.getResourceAsStream("/realm/gatepost-realm.json")) {
            var realm = (ObjectNode) mapper.readTree(file);
            ObjectNode console = client(realm, CONSOLE_CLIENT);
            console.put("secret", secrets.password("oidc-console"));
            var redirects = console.putArray("redirectUris");
            consoles.forEach(port -> redirects.add("http://127.0.0.1:%d/*".formatted(port)));
            var attributes = (ObjectNode) console.get("attributes");
            attributes.put("post.logout.redirect.uris",
                    String.join("##", consoles.stream().map("http://127.0.0.1:%d/*"::formatted).toList()));
            attributes.put("backchannel.logout.url", "http://127.0.0.1:%d/back-channel-logout".formatted(consoles.get(0)));
            client(realm, AUTOMATION_CLIENT).put("secret", secrets.password("oidc-automation"));
            var users = realm.putArray("users");
            for (LocalAccounts.Account account : LocalAccounts.PEOPLE) {
                ObjectNode user = user(mapper, account);
                user.put("email", account.name() + "@example.org").put("emailVerified", true);
                user.putArray("credentials").addObject().put("type", "password").put("value", account.name()).put("temporary",
                        false);
                users.add(user);
            }
            users.add(user(mapper, LocalAccounts.AUTOMATION).put("serviceAccountClientId", AUTOMATION_CLIENT));
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(realm);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode user(ObjectMapper mapper, LocalAccounts.Account account) {
        ObjectNode user = mapper.createObjectNode().put("id", account.id()).put("username", account.name()).put("enabled", true)
                .put("firstName", account.firstName()).put("lastName", account.lastName());
        user.putArray("realmRoles").add(account.role());
        return user;
    }

    private static ObjectNode client(ObjectNode realm, String id) {
        for (JsonNode client : realm.get("clients")) {
            if (client.get("clientId").asText().equals(id)) {
                return (ObjectNode) client;
            }
        }
        throw new IllegalStateException("The realm file has no client " + id + ".");
    }
}
