# METADATA
# title: Terraform on AWS baseline
# description: >-
#   Rules for AWS infrastructure, in a Terraform plan or in source files. Unknown values ({"expression": ...}) pass.
#   Configuration: data.terraform_aws_baseline_config.
package terraform_aws_baseline

resources contains resource if {
	some resource in input.terraform.resources
	resource.mode == "managed"
}

open_value(value) if value.expression

found(rule, resource, attribute, message) := {
	"rule": rule,
	"resource": resource.address,
	"message": message,
	"file": resource.path,
	"line": object.get(resource.lines, attribute, resource.line),
}

value(resource, key, otherwise) := object.get(resource.values, key, otherwise)

# In a plan, null means that an attribute is not set.
given(resource, key) := given_value if {
	given_value := resource.values[key]
	given_value != null
}

blocks(resource, key) := [block |
	some block in given(resource, key)
	is_object(block)
]

# METADATA
# title: Buckets are not public
# custom:
#   id: no-public-s3-buckets
#   severity: high
#   remedy: Remove the public ACL or policy, and grant access through CloudFront or to specific principals
#   standard: CIS AWS Foundations Benchmark 3.0
#   control: 2.1.4
deny contains finding if {
	some resource in resources
	resource.type in {"aws_s3_bucket", "aws_s3_bucket_acl"}
	given(resource, "acl") in {"public-read", "public-read-write", "authenticated-read", "website"}
	finding := found("no-public-s3-buckets", resource, "acl", sprintf("S3 bucket '%s' is publicly accessible", [bucket_name(resource)]))
}

deny contains finding if {
	some resource in resources
	resource.type == "aws_s3_bucket_public_access_block"
	some key in ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"]
	not closes(resource, key)
	finding := found("no-public-s3-buckets", resource, key, sprintf("S3 bucket '%s' can be publicly accessible, because %s is not true", [bucket_name(resource), key]))
}

deny contains finding if {
	some resource in resources
	resource.type in {"aws_s3_bucket_policy", "aws_s3_bucket"}
	some statement in statements(policy(given(resource, "policy")))
	statement.Effect == "Allow"
	everyone(statement.Principal)
	not statement.Condition
	finding := found("no-public-s3-buckets", resource, "policy", sprintf("S3 bucket '%s' is publicly accessible through its policy", [bucket_name(resource)]))
}

closes(resource, key) if given(resource, key) == true

closes(resource, key) if open_value(given(resource, key))

bucket_name(resource) := bucket if {
	bucket := given(resource, "bucket")
	is_string(bucket)
} else := resource.name

everyone(principal) if principal == "*"

everyone(principal) if principal.AWS == "*"

everyone(principal) if "*" in principal.AWS

policy(text) := json.unmarshal(text) if is_string(text)

policy(document) := document.json if is_object(document)

statements(document) := document.Statement if is_array(document.Statement)

statements(document) := [document.Statement] if is_object(document.Statement)

# METADATA
# title: Buckets block public access
# custom:
#   id: s3-public-access-block
#   severity: medium
#   remedy: Add an aws_s3_bucket_public_access_block with all four settings set to true
#   standard: CIS AWS Foundations Benchmark 3.0
#   control: 2.1.4
deny contains finding if {
	some resource in resources
	resource.type == "aws_s3_bucket"
	not shut(resource)
	finding := found("s3-public-access-block", resource, "bucket", sprintf("S3 bucket '%s' has no public access block", [bucket_name(resource)]))
}

shut(bucket) if bucket_name(bucket) in shut_names

shut(bucket) if sprintf("%s.%s", [bucket.type, bucket.name]) in shut_addresses

shut(_) if "known after apply" in shut_expressions

shut_references contains value(block, "bucket", {"expression": ""}) if {
	some block in resources
	block.type == "aws_s3_bucket_public_access_block"
}

shut_names contains reference if {
	some reference in shut_references
	is_string(reference)
}

shut_expressions contains reference.expression if some reference in shut_references

shut_addresses contains address if {
	some expression in shut_expressions
	some address in regex.find_n(`aws_s3_bucket\.[A-Za-z0-9_-]+`, expression, -1)
}

# METADATA
# title: Data is encrypted at rest
# custom:
#   id: encryption-at-rest
#   severity: high
#   remedy: Enable encryption, preferably with your own KMS key
#   standard: CIS AWS Foundations Benchmark 3.0
#   control: 2.3.1
deny contains finding if {
	some resource in resources
	some key in encryption_flags[resource.type]
	flag := value(resource, key, false)
	not encrypted(flag)
	finding := found("encryption-at-rest", resource, key, sprintf("%s stores or transfers unencrypted data: %s is not true", [resource.address, key]))
}

encryption_flags := {
	"aws_db_instance": ["storage_encrypted"],
	"aws_rds_cluster": ["storage_encrypted"],
	"aws_ebs_volume": ["encrypted"],
	"aws_efs_file_system": ["encrypted"],
	"aws_redshift_cluster": ["encrypted"],
	"aws_elasticache_replication_group": ["at_rest_encryption_enabled", "transit_encryption_enabled"],
	"aws_docdb_cluster": ["storage_encrypted"],
	"aws_neptune_cluster": ["storage_encrypted"],
}

encrypted(flag) if flag in {true, "true"}

encrypted(flag) if open_value(flag)

# METADATA
# title: Databases are not reachable from the internet
# custom:
#   id: no-public-databases
#   severity: high
#   remedy: Set publicly_accessible to false, and connect from inside the network
#   standard: CIS AWS Foundations Benchmark 3.0
#   control: 2.3.3
deny contains finding if {
	some resource in resources
	resource.type in {"aws_db_instance", "aws_rds_cluster_instance", "aws_redshift_cluster", "aws_dms_replication_instance"}
	given(resource, "publicly_accessible") == true
	finding := found("no-public-databases", resource, "publicly_accessible", sprintf("%s is reachable from the internet", [resource.address]))
}

# METADATA
# title: Databases have backups
# custom:
#   id: database-backups
#   severity: medium
#   remedy: Set backup_retention_period to 7 days or more
deny contains finding if {
	some resource in resources
	resource.type in {"aws_db_instance", "aws_rds_cluster"}
	value(resource, "backup_retention_period", 0) == 0
	not given(resource, "replicate_source_db")
	finding := found("database-backups", resource, "backup_retention_period", sprintf("%s has no backups", [resource.address]))
}

# METADATA
# title: Source files contain no passwords
# custom:
#   id: no-literal-passwords
#   severity: critical
#   remedy: Set manage_master_user_password, or read the password from Secrets Manager
deny contains finding if {
	some resource in resources
	some key in ["password", "master_password", "auth_token", "admin_password"]
	is_string(given(resource, key))
	resource.path != "plan.json"
	finding := found("no-literal-passwords", resource, key, sprintf("%s contains its %s in the source file", [resource.address, key]))
}

# METADATA
# title: Permissions are specific
# custom:
#   id: iam-wildcard
#   severity: high
#   remedy: List the required actions and resources
#   standard: CIS AWS Foundations Benchmark 3.0
#   control: "1.16"
deny contains finding if {
	some resource in resources
	resource.type in {"aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy"}
	some statement in statements(policy(given(resource, "policy")))
	statement.Effect == "Allow"
	wildcard(statement.Action)
	wildcard(statement.Resource)
	finding := found("iam-wildcard", resource, "policy", sprintf("%s allows every action on every resource", [resource.address]))
}

deny contains finding if {
	some resource in input.terraform.resources
	resource.mode == "data"
	resource.type == "aws_iam_policy_document"
	some statement in blocks(resource, "statement")
	object.get(statement, "effect", "Allow") == "Allow"
	wildcard(statement.actions)
	wildcard(statement.resources)
	finding := found("iam-wildcard", resource, "statement", sprintf("%s allows every action on every resource", [resource.address]))
}

deny contains finding if {
	some resource in resources
	resource.type in {"aws_iam_role_policy_attachment", "aws_iam_user_policy_attachment", "aws_iam_group_policy_attachment", "aws_iam_policy_attachment"}
	contains(written(given(resource, "policy_arn")), "AdministratorAccess")
	finding := found("iam-wildcard", resource, "policy_arn", sprintf("%s grants all permissions", [resource.address]))
}

written(text) := text if is_string(text)

written(open) := open.expression if is_object(open)

wildcard(name) if name in {"*", "*:*"}

wildcard(list) if {
	is_array(list)
	some item in list
	item in {"*", "*:*"}
}

# METADATA
# title: Security groups are not open to the internet
# custom:
#   id: open-security-group
#   severity: high
#   remedy: List the networks or security groups that need access
#   standard: CIS AWS Foundations Benchmark 3.0
#   control: "5.2"
deny contains finding if {
	some [resource, attribute, rule] in ingress
	some cidr in addresses(rule)
	cidr in {"0.0.0.0/0", "::/0"}
	not for_the_web(rule)
	finding := found("open-security-group", resource, attribute, sprintf("%s allows access from the whole internet, on ports %v to %v", [
		resource.address,
		object.get(rule, "from_port", "any"), object.get(rule, "to_port", "any"),
	]))
}

ingress contains [resource, "ingress", rule] if {
	some resource in resources
	resource.type in {"aws_security_group", "aws_default_security_group"}
	some rule in blocks(resource, "ingress")
}

ingress contains [resource, "cidr_blocks", resource.values] if {
	some resource in resources
	resource.type == "aws_security_group_rule"
	given(resource, "type") == "ingress"
}

ingress contains [resource, "cidr_ipv4", resource.values] if {
	some resource in resources
	resource.type == "aws_vpc_security_group_ingress_rule"
}

addresses(rule) := {address |
	some key in ["cidr_blocks", "ipv6_cidr_blocks"]
	some address in rule[key]
} | {address |
	some key in ["cidr_ipv4", "cidr_ipv6"]
	address := rule[key]
}

for_the_web(rule) if {
	rule.from_port == rule.to_port
	rule.to_port in {80, 443}
}

# METADATA
# title: Resources have the required tags
# custom:
#   id: required-tags
#   severity: low
#   remedy: Add the tags, preferably as default_tags of the provider
deny contains finding if {
	some resource in resources
	resource.type in taggable
	not tagged_by_provider
	tags := all_tags(resource)
	missing := [tag | some tag in required_tags; not tags[tag]]
	count(missing) > 0
	finding := found("required-tags", resource, "tags", sprintf("%s lacks the tags %s", [resource.address, concat(", ", missing)]))
}

default required_tags := ["Service", "Environment", "Owner"]

required_tags := data.terraform_aws_baseline_config.required_tags

taggable := {
	"aws_db_instance", "aws_rds_cluster", "aws_s3_bucket", "aws_instance", "aws_ebs_volume", "aws_efs_file_system", "aws_lambda_function",
	"aws_ecs_cluster", "aws_ecs_service", "aws_eks_cluster", "aws_sqs_queue", "aws_sns_topic", "aws_dynamodb_table",
	"aws_elasticache_replication_group", "aws_kms_key", "aws_lb", "aws_vpc",
}

tagged_by_provider if {
	some provider in input.terraform.resources
	provider.mode == "provider"
	some defaults in blocks(provider, "default_tags")
	defaults.tags
}

all_tags(resource) := tags if {
	tags := given(resource, "tags_all")
	not open_value(tags)
} else := tags if {
	tags := given(resource, "tags")
	not open_value(tags)
} else := {tag: true | some tag in required_tags} if {
	some key in ["tags", "tags_all"]
	open_value(given(resource, key))
} else := {}
