-- pgbench: the work list of 50, as the service reads it; see timeline.sql.
--
-- Variables: principal, org, any (no filter), after_on and after_id (before all
-- others).  What the service gives as a parameter is one here, and it is planned
-- once, or the plan would be another.
\set mine 0
\set within 9999
\set after_no 0
\set limit 50
\startpipeline
SELECT hejie.enter(:principal, :org, 'force_generic_plan');
-- server/queries/disputes.sql (:org)::uuid (:any)::text (:any)::text (:mine)::int (:within)::int (:after_on)::date (:after_id)::uuid :after_no :limit
SELECT hejie.leave();
\endpipeline
