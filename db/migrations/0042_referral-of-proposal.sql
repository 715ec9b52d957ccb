-- An accepted proposal leads to the referral it became; at hundreds of thousands of referrals that must not be a scan.
create index referral_of_proposal on referral (city, proposal_id) where proposal_id is not null;
