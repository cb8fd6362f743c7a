/**
 * Noninterference as a program: days made from a seed, lived through in two worlds that differ in embargoed things only, and compared
 * through the eyes of everybody who may not know (after Hritcu and others, "Testing Noninterference, Quickly"). With it, the leaks
 * that are planted to see that it can fail, and the table that leads from every known way out to the test that looks at it.
 */
package org.gatepost.twins;
