package org.gatepost.notice;

/**
 * People who are told together, such as readers.
 *
 * @param key what stands in addresses: lower case letters, digits, hyphen
 */
public record PublishedAudience(String key, String name, int position) {
}
