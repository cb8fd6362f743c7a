/**
 * What is held back: not only its words but its existence. The rules (who may seal, who may know, how long a slip may be undone) are
 * functions of the database, see V4, because they must hold for every way in; this room names them in Java and asks.
 */
package org.gatepost.embargo;
