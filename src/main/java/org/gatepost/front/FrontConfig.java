package org.gatepost.front;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the front is told beyond {@code gatepost.snapshot}. */
@ConfigMapping(prefix = "gatepost.front")
interface FrontConfig {

    /** Every how long the store is looked at: one small file is read. A publication waits at most this long for a front. */
    @WithDefault("200ms")
    Duration lookEvery();
}
