package org.gatepost.site;

/** A theme cannot be the page's: the message names the file, the line where there is one, the fault and the remedy. */
public class ThemeRefusedException extends RuntimeException {

    ThemeRefusedException(String file, String fault, String remedy) {
        super(file + ": " + fault + " " + remedy);
    }

    ThemeRefusedException(String file, int line, String fault, String remedy) {
        this(file + ", line " + line, fault, remedy);
    }
}
