package org.gatepost.notice;

/** Whether a notice tells of something that went wrong or of work that was planned. */
public enum NoticeKind {
    INCIDENT, MAINTENANCE
}
