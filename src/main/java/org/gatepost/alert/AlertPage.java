package org.gatepost.alert;

import java.util.List;

/** One page of alerts: firing ones first, then newest first. */
public record AlertPage(List<AlertRecord> alerts, long total, int page, int pageSize) {
}
