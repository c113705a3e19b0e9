locals {
  service   = "${{ values.serviceName }}"
  name      = "${local.service}-${var.environment}"
  namespace = local.name

  tags = {
    Service     = local.service
    Environment = var.environment
    Owner       = "${{ values.owner }}"
    ManagedBy   = "terraform"
  }
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}
