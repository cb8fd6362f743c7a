-- Private rooms, the gate, and what is public. Nobody but the owner may make anything in them.
CREATE SCHEMA security;
CREATE SCHEMA incident;
CREATE SCHEMA embargo;
CREATE SCHEMA alert;
CREATE SCHEMA gate;
CREATE SCHEMA published;

GRANT USAGE ON SCHEMA security, incident, embargo, alert TO gatepost_responder, gatepost_cleared;
GRANT USAGE ON SCHEMA gate, published TO gatepost_gate;
-- The gate may ask the private side questions through functions; it has no right on any table there.
GRANT USAGE ON SCHEMA security, embargo TO gatepost_gate;
GRANT USAGE ON SCHEMA published TO gatepost_reader;
