/**
 * The private door for people: HTML below {@code /}, behind login in the browser. A screen binds what was sent, calls one use case after
 * the other, and renders a record or redirects (303). It decides nothing: whatever is refused is refused by the rooms, and the form
 * comes back with what was typed and the fault beside its field.
 *
 * <p>
 * Decisions. htmx only makes what is there livelier: parts that refresh themselves and drafts that save themselves. Every act is a plain
 * form first, so that the console also works where scripts do not. The alternative, acts by htmx with parts as answers, would have given
 * every act two answers to test.
 *
 * <p>
 * The words of a search go by GET, so that a list can be reloaded and gone back to: answers carry {@code Referrer-Policy: no-referrer}
 * and {@code no-store}, there is no access log, and ids in addresses are random. Nothing else that somebody typed is ever in an address,
 * and nothing at all is kept in the browser's storage.
 *
 * <p>
 * An act that HTML has no method for is the noun that it makes ({@code POST …/embargo/undoing} for the API's
 * {@code DELETE …/embargo}); a hidden {@code _method} would have put a second router behind the first.
 */
package org.gatepost.console;
