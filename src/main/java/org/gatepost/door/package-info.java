/**
 * What the two private doors, {@code console} and {@code api}, have in common: which requests are let in at all, and how a refusal
 * looks.
 *
 * <p>
 * Decision: this room was cut out of the two doors, because an exception can have one mapper only, and a refusal must be the same one
 * answer at both: the page and the RFC 9457 problem are two faces of one {@link org.gatepost.door.Refusal}.
 */
package org.gatepost.door;
