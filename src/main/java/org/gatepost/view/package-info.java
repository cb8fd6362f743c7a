/**
 * What somebody else sees of an incident, by the very use cases that would answer them: nothing is predicted here, it is asked. The room
 * stands above the others, because it asks each of them in turn; nothing is above it but the doors.
 *
 * <p>
 * Decisions. Strangers are asked as a person of no name, because a wall that keeps one stranger out keeps all of them out, and no
 * colleague has to be picked for it; any real person can be asked for too. Everything runs in transactions that can only read. Nothing
 * is fetched over a network: the page is read from the store that the publisher signed.
 */
package org.gatepost.view;
