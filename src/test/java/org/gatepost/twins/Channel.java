package org.gatepost.twins;

/** The ways on which something could get out, each with its own cost. */
enum Channel {
    ANSWERS("answers to what people do", "what strangers are answered when they do something"),
    STORE("files of the public store", "every file of the public store: names, sizes, dates, the signed root"),
    PAGE("the public page", "the public page over HTTP: status, headers, bytes in every encoding, feeds and JSON among them"),
    API("the API", "what each observer reads by the API"),
    CONSOLE("the console", "what each observer opens in the console"),
    ROWS("rows that PostgreSQL shows", "how many rows PostgreSQL shows to each role, whoever acts"),
    CATALOG("PostgreSQL's catalogs", "what PostgreSQL's catalogs say to each role"),
    NOTIFICATIONS("PostgreSQL's notifications", "what a listening connection is told"),
    LOG("the application's log", "lines of the application's log"),
    DATABASE_LOG("PostgreSQL's log", "lines of PostgreSQL's log"),
    MANAGEMENT("health and metrics", "the management port: health, and metrics if there were any");

    /** In the words of those who read what a proof found. */
    final String words;
    final String looksAt;

    Channel(String words, String looksAt) {
        this.words = words;
        this.looksAt = looksAt;
    }
}
