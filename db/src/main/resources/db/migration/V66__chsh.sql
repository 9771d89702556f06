-- The CHSH value of a block of a protocol that measures it, with its standard deviation, and that which a link's module last reported.
alter table qkd_block add column chsh double precision, add column chsh_sigma double precision;
alter table qkd_link add column chsh double precision, add column chsh_sigma double precision;
