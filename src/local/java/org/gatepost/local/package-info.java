/**
 * A whole Gatepost on one machine, with its real parts: PostgreSQL, Keycloak, and each face as a process of its own with the
 * credentials of that face only. {@link org.gatepost.local.Local} starts it for people, {@link org.gatepost.local.Parts} starts
 * the same PostgreSQL and Keycloak for tests. It stands outside of the product's sources, so that nothing of it is ever packed.
 * <p>
 * Every part is started through a shell script that this package writes ({@link org.gatepost.local.Script}). A launcher that
 * kept the commands to itself was tried on paper and rejected: what brings a dead part back by hand must be the very thing that
 * started it, or nobody finds out that it is wrong until the day it is needed. The scripts keep their own process id in a file,
 * which is how a part started by hand is stopped with the rest, and how what a killed launcher left behind is found again.
 */
package org.gatepost.local;
