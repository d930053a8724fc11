-- The two tables of the contract's bench part. A service's own migrations must
-- come to exactly this: same columns, types, nullability, defaults and indexes.
-- Identifiers are plain integers without a sequence: rows come from seed/ by COPY.
CREATE TABLE world (
    id integer NOT NULL PRIMARY KEY,
    randomnumber integer NOT NULL
);

CREATE TABLE fortune (
    id integer NOT NULL PRIMARY KEY,
    message varchar(2048) NOT NULL
);
