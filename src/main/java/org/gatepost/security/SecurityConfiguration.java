package org.gatepost.security;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How people are told apart and how far tokens reach. */
@ConfigMapping(prefix = "gatepost.security")
interface SecurityConfiguration {

    /**
     * The secret that signs who acts in a transaction: 32 bytes in base64, the same that was installed in the database. Only the
     * console has it.
     */
    Optional<String> contextKey();

    /**
     * Whether a token that a person got by password (for trying the API) may reach embargoed things. True in the local realm only;
     * tokens of machines never do.
     */
    @WithDefault("false")
    boolean passwordTokensReachEmbargoes();
}
