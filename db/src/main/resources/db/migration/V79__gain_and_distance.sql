-- Detections a clock slot while a block was sifted, and how far its link is estimated to give key.
alter table qkd_block add column gain double precision, add column secure_distance_km double precision;
