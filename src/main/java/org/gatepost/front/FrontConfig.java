package org.gatepost.front;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the front is told beyond {@code gatepost.snapshot}. */
@ConfigMapping(prefix = "gatepost.front")
interface FrontConfig {

    /** Every how long the store is looked at. A publication is visible within half a second of the publisher and this. */
    @WithDefault("500ms")
    Duration lookEvery();
}
