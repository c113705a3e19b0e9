-- Up Migration
CREATE TABLE ${{ values.resourcePlural }} (
  id uuid PRIMARY KEY,
  name varchar(200) NOT NULL,
  description text,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL
);

-- Down Migration
DROP TABLE ${{ values.resourcePlural }};
