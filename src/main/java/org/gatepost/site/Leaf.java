package org.gatepost.site;

import java.util.function.Supplier;

/**
 * One address that is rendered when somebody asks for it. Equal keys at the same address give equal bytes, so that what has not changed
 * need not be rendered to know that it has not.
 *
 * @param language of a page, as a BCP 47 tag; null for what programs read
 * @param isPage whether people read it and can find it: pages, and not what stands where nothing is
 * @param key everything that its bytes are made of, but for configuration and theme
 */
record Leaf(String path, String language, boolean isPage, Object key, Supplier<Surface> made) {
}
