/**
 * Gatepost keeps incidents private and lets chosen words about them out. Data flows one way: alert, incident, gate, notice,
 * site, snapshot, front. Each package below this one is a room; {@code ArchitectureTest} holds the table of who may use whom.
 */
package org.gatepost;
