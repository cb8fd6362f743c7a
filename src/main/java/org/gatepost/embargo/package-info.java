/**
 * What is held back: not only its words but its existence. The rules (who may seal, who may know, how two let go, how long a slip may be
 * undone) are functions of the database, see V4 and V9, because they must hold for every way in; this room names them in Java and asks.
 *
 * <p>
 * Decisions. A release opens the incident's row and closes its record in the same transaction: names and statements leave the row, and
 * what hangs on it asks {@code embargo.may_read}. Every draft of the incident is the circle's until the record is opened, that of the
 * released words too: its rows carry the names of who proposed and who approved, and a release opens words. The notice itself is
 * public, and the ledger leads to it.
 *
 * <p>
 * What was under embargo once is sealed again by its circle only: who seals becomes a member, and a member knows the record. Two votes
 * for the opening of a record are for one digest of it, so that nobody agrees to more than the other one saw. A release that the page
 * refuses is rolled back in whole and says why; whatever is no refusal is tried again every second.
 *
 * <p>
 * That the words of a release say for how long it was held back is asked of people and not of the database: the sentence is a proposal of
 * the console, may be said otherwise or in another language, and two people approve the words that they read. What the database holds is
 * that they chose to say it.
 */
package org.gatepost.embargo;
