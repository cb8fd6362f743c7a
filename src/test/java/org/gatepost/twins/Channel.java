package org.gatepost.twins;

/** The ways on which something could get out, each with its own cost. */
enum Channel {
    ANSWERS("what strangers are answered when they do something"),
    STORE("every file of the public store: names, sizes, dates, the signed root"),
    PAGE("the public page over HTTP: status, headers, bytes in every encoding, feeds and JSON among them"),
    API("what each observer reads by the API"),
    CONSOLE("what each observer opens in the console"),
    ROWS("how many rows PostgreSQL shows to each role, whoever acts"),
    CATALOG("what PostgreSQL's catalogs say to each role"),
    NOTIFICATIONS("what a listening connection is told"),
    LOG("lines of the application's log"),
    DATABASE_LOG("lines of PostgreSQL's log"),
    MANAGEMENT("the management port: health, and metrics if there were any");

    final String looksAt;

    Channel(String looksAt) {
        this.looksAt = looksAt;
    }
}
