package org.gatepost.site;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** A placeholder with the two methods of the contract, so that the rooms behind it compile; replaced when branches join. */
@ApplicationScoped
public class Site {

    public long revision() {
        return 0;
    }

    public List<Surface> surfaces() {
        return List.of();
    }
}
