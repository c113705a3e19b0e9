environment               = "staging"
instance_class            = "db.t4g.small"
max_allocated_storage_gib = 100
multi_az                  = false
backup_retention_days     = 7
deletion_protection       = false

# Set these to values of your account before the first plan.
vpc_id                    = "vpc-00000000000000000"
subnet_ids                = ["subnet-00000000000000001", "subnet-00000000000000002"]
client_security_group_ids = ["sg-00000000000000000"]
oidc_provider_arn         = "arn:aws:iam::000000000000:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/00000000000000000000000000000000"
