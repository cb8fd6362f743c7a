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

    /**
     * The authentication context class (OpenID Connect Core, 2, {@code acr}) that a login must have to begin a shift, for realms that know
     * several. Without it every login counts. What {@code /step-up} asks the realm for is then set by
     * {@code quarkus.oidc."step-up".authentication.extra-params.acr_values}.
     */
    Optional<String> stepUpAcr();
}
