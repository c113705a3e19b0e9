package terraform_aws_baseline_test

import data.terraform_aws_baseline

tags := {"Service": "shop", "Environment": "dev", "Owner": "team"}

resource(type, values) := {
	"mode": "managed", "type": type, "name": "it", "address": sprintf("%s.it", [type]),
	"path": "main.tf", "line": 1, "values": with_tags(values), "lines": {"acl": 3},
}

with_tags(values) := values if "tags" in object.keys(values)

with_tags(values) := object.union({"tags": tags}, values) if not "tags" in object.keys(values)

rules(resources) := {finding.rule | some finding in terraform_aws_baseline.deny with input as {"terraform": {"resources": resources}}}

shut(bucket) := resource("aws_s3_bucket_public_access_block", {
	"bucket": bucket, "block_public_acls": true, "block_public_policy": true,
	"ignore_public_acls": true, "restrict_public_buckets": true,
})

everyone := {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}]}

all := {"Statement": {"Effect": "Allow", "Action": ["*"], "Resource": "*"}}

test_sound_resources_have_no_findings if {
	rules([
		resource("aws_s3_bucket", {"bucket": "logs"}),
		shut({"expression": "aws_s3_bucket.it.id"}),
		resource("aws_db_instance", {"storage_encrypted": true, "backup_retention_period": {"expression": "var.days"}, "publicly_accessible": false}),
		resource("aws_security_group", {"ingress": [{"cidr_blocks": ["0.0.0.0/0"], "from_port": 443, "to_port": 443}]}),
		resource("aws_iam_policy", {"policy": {"json": {"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}}}),
	]) == set()
}

test_public_bucket_of_the_specification if {
	some finding in terraform_aws_baseline.deny with input as {"terraform": {"resources": [
		resource("aws_s3_bucket", {"bucket": "example-bucket", "acl": "public-read"}),
		shut("example-bucket"),
	]}}
	finding.rule == "no-public-s3-buckets"
	finding.message == "S3 bucket 'example-bucket' is publicly accessible"
	finding.line == 3
}

test_bucket_public_by_policy_or_open_block if {
	"no-public-s3-buckets" in rules([resource("aws_s3_bucket_policy", {"policy": json.marshal(everyone)})])
	"no-public-s3-buckets" in rules([resource("aws_s3_bucket_policy", {"policy": {"json": everyone}})])
	"no-public-s3-buckets" in rules([resource("aws_s3_bucket_public_access_block", {"block_public_acls": false})])
}

test_bucket_without_block if "s3-public-access-block" in rules([resource("aws_s3_bucket", {"bucket": "a"}), shut("b")])

test_unencrypted if {
	"encryption-at-rest" in rules([resource("aws_db_instance", {"backup_retention_period": 7})])
	"encryption-at-rest" in rules([resource("aws_ebs_volume", {"encrypted": false})])
	not "encryption-at-rest" in rules([resource("aws_ebs_volume", {"encrypted": {"expression": "var.encrypted"}})])
}

test_databases if {
	got := rules([resource("aws_db_instance", {"publicly_accessible": true, "password": "hunter2", "storage_encrypted": true})])
	got == {"no-public-databases", "database-backups", "no-literal-passwords"}
}

test_wildcards if {
	"iam-wildcard" in rules([resource("aws_iam_policy", {"policy": json.marshal(all)})])
	"iam-wildcard" in rules([resource("aws_iam_role_policy", {"policy": {"json": all}})])
	"iam-wildcard" in rules([resource("aws_iam_role_policy_attachment", {"policy_arn": "arn:aws:iam::aws:policy/AdministratorAccess"})])
	document := object.union(resource("aws_iam_policy_document", {"statement": [{"actions": ["*"], "resources": ["*"]}]}), {"mode": "data"})
	"iam-wildcard" in rules([document])
}

test_open_security_groups if {
	"open-security-group" in rules([resource("aws_security_group", {"ingress": [{"cidr_blocks": ["0.0.0.0/0"], "from_port": 22, "to_port": 22}]})])
	"open-security-group" in rules([resource("aws_security_group_rule", {"type": "ingress", "ipv6_cidr_blocks": ["::/0"], "from_port": 0, "to_port": 65535})])
	"open-security-group" in rules([resource("aws_vpc_security_group_ingress_rule", {"cidr_ipv4": "0.0.0.0/0", "ip_protocol": "-1"})])
	not "open-security-group" in rules([resource("aws_security_group_rule", {"type": "egress", "cidr_blocks": ["0.0.0.0/0"]})])
}

test_tags if {
	"required-tags" in rules([resource("aws_sqs_queue", {"tags": {"Service": "x"}})])
	not "required-tags" in rules([resource("aws_sqs_queue", {"tags": {"expression": "local.tags"}})])
	provider := object.union(resource("aws", {"default_tags": [{"tags": {"expression": "local.tags"}}]}), {"mode": "provider"})
	not "required-tags" in rules([provider, resource("aws_sqs_queue", {"tags": null})])
}
