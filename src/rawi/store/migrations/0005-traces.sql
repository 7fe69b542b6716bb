-- Short digests along the rows that never change, which tell where one was altered. Rows made before have none.
ALTER TABLE record ADD COLUMN trace TEXT;
ALTER TABLE decision ADD COLUMN trace TEXT;
