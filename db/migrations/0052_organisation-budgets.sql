-- An organisation may say how much money it can spend in a month, over all its resources together. Empty: it has not said, and only what its resources state counts.
alter table organization add column monthly_budget_fen bigint constraint organization_monthly_budget_fen_check check (monthly_budget_fen >= 0);

-- What a referral costs its organisation, by the price at which it was offered: a worker may know the sum without seeing the resources of other places, and a new price changes no promise.
alter table capacity_use add column cost_fen bigint not null default 0 constraint capacity_use_cost_fen_check check (cost_fen >= 0);
update capacity_use u set cost_fen = u.units * r.unit_cost_fen from resource r where r.city = u.city and r.id = u.resource_id and r.unit_cost_fen > 0;
create index capacity_use_paid_by_organization on capacity_use (city, organization_id, on_day) include (cost_fen) where organization_id is not null and cost_fen > 0;
