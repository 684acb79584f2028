-- The log begins: its epoch, and one event to stand on before anything has happened.
INSERT INTO logs (id, epoch) VALUES (1, substr(replace(gen_random_uuid()::text, '-', ''), 1, 10));
--> statement-breakpoint
INSERT INTO events (position, nonce, event, audience, payload)
VALUES (1, substr(gen_random_uuid()::text, 1, 8), 'genesis', 'server', '{}');
--> statement-breakpoint
-- Counters that a crash may forget need no WAL.
ALTER TABLE rate_limits SET UNLOGGED;
--> statement-breakpoint
-- Rows live here for milliseconds: vacuum by count, not by share, and without pausing.
ALTER TABLE outbox SET (
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0
);
