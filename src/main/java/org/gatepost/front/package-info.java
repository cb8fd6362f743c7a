/**
 * The public page: verified bytes from memory, and nothing else. A front holds no database, no login, no signing key and no route
 * to the console; {@link org.gatepost.front.Front} takes every request of the port, before anything that the framework or another
 * room would answer. It uses the reading side of {@code snapshot} and no other room.
 *
 * <h2>Decisions, and what was rejected</h2>
 * <ul>
 * <li>All surfaces in memory, one shared buffer per encoding, headers worked out once. Rejected: files from disk per request,
 * which could change between verification and answer.</li>
 * <li>An address that could be read in two ways is refused (400). Rejected: normalising, in which two programs can differ.</li>
 * <li>Tags are the hash of the encoded bytes, so that they differ by encoding and are the same on every front.</li>
 * <li>A range counts only for bytes that are not encoded; any other request for a range gets the whole, as RFC 9110 allows.</li>
 * <li>A reader who accepts no encoding that we have gets plain bytes. Rejected: 406, which helps nobody during an outage.</li>
 * <li>What was withdrawn is answered with 410 and its tombstone, whatever copy a reader holds and whatever part is asked for:
 * preconditions count only where the answer would be 2xx (RFC 9110, 13.2.1), ranges only where it would be 200 (14.2). Rejected:
 * 304 for a tombstone that is held already, which a cache could take for a yes to the words that it holds.</li>
 * <li>Three things are looked up in signed data and nothing else is decided: fresh or stale, the language at {@code /}, and which page
 * of the past an instant leads to. All are prepared once for each snapshot; a static host serves the page's own language and the exact
 * moments.
 * <li>A language is chosen by RFC 4647's lookup, with ICU's likely subtags for the script. Rejected: ICU's {@code LocaleMatcher}, which
 * gives Russian to who asks for Belarusian and English to who asks for Urdu, because many can read it, and knows no {@code q=0}; Java's
 * {@code Locale.lookup}, which finds neither {@code pt-BR} for {@code pt} nor {@code zh-Hant} for {@code zh-TW}.
 * <li>Nothing but {@code /} is chosen by language: an address that somebody hands on says what it is. Rejected: a redirect to
 * {@code /de/}, which costs a round trip in the one moment in which everybody comes.
 * <li>An instant is redirected to its moment and not answered in its place, so that a million instants are one entry in a cache.
 * <li>A request with a body ends its connection. Rejected: reading it, for nobody wants it.</li>
 * <li>Security headers come with each surface, signed; the front adds some to its own few pages only. A surface may set its own
 * Cache-Control; without, the front's counts.</li>
 * <li>Not ready before the first snapshot, and always ready afterwards. Rejected: ready at once for the sake of the page that says
 * that nothing is published yet, because a front that cannot reach the store would take readers from those that can.</li>
 * </ul>
 */
package org.gatepost.front;
