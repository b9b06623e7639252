CREATE INDEX "cases_created" ON "cases" USING btree ("team_id","created_at");--> statement-breakpoint
CREATE INDEX "decisions_created" ON "decisions" USING btree ("team_id","created_at");--> statement-breakpoint
CREATE INDEX "decisions_undone" ON "decisions" USING btree ("team_id","undone_at") WHERE "decisions"."undone_at" is not null;