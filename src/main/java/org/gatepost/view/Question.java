package org.gatepost.view;

/** What is asked for an observer: each is a way on which the incident could be met. */
public enum Question {
    ADDRESS, LIST, SEARCH, ALERTS, DRAFTS, QUEUE, PUBLICATIONS, EMBARGO, PAGES, FEEDS, JSON
}
