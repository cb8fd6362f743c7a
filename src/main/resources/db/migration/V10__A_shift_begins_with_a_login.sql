-- Approving, publishing and taking down take a fresh login, whichever statement does it. Asked last, so that whoever may not do it at all
-- is told that; the schedule has no login and carries out what two decided.
CREATE FUNCTION gate.ask_step_up() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF security.person() IS DISTINCT FROM security.schedule() THEN
        PERFORM security.require_step_up();
    END IF;
    RETURN NEW;
END
$$;
-- By its name it fires after the stamp.
CREATE TRIGGER step_up BEFORE INSERT ON gate.approval FOR EACH ROW EXECUTE FUNCTION gate.ask_step_up();
CREATE TRIGGER step_up BEFORE INSERT ON gate.publication FOR EACH ROW EXECUTE FUNCTION gate.ask_step_up();
CREATE TRIGGER step_up BEFORE INSERT ON gate.takedown FOR EACH ROW EXECUTE FUNCTION gate.ask_step_up();
