environment               = "production"
instance_class            = "db.r7g.large"
max_allocated_storage_gib = 500
multi_az                  = true
backup_retention_days     = 35
deletion_protection       = true

# Set these to values of your account before the first plan.
vpc_id                    = "vpc-00000000000000000"
subnet_ids                = ["subnet-00000000000000001", "subnet-00000000000000002"]
client_security_group_ids = ["sg-00000000000000000"]
oidc_provider_arn         = "arn:aws:iam::000000000000:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/00000000000000000000000000000000"
