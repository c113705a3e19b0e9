resource "aws_kms_key" "database" {
  description             = "Storage, insights and password of ${local.name}"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy                  = data.aws_iam_policy_document.key.json
}

resource "aws_kms_alias" "database" {
  name          = "alias/${local.name}-database"
  target_key_id = aws_kms_key.database.key_id
}

# IAM policies of the account control who can use the key.
data "aws_iam_policy_document" "key" {
  # checkov:skip=CKV_AWS_109:In a key policy, * means this key
  # checkov:skip=CKV_AWS_111:In a key policy, * means this key
  # checkov:skip=CKV_AWS_356:In a key policy, * means this key
  statement {
    sid       = "AccountDecides"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root"]
    }
  }
}
